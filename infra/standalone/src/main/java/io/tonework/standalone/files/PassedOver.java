package io.tonework.standalone.files;

/**
 * What was found in a folder and not retouched.
 *
 * @param file as {@link FileName#text} writes it
 * @param why in words for its owner
 * @param unread true when nobody knows what it is or holds, since it could not be read
 */
record PassedOver(String file, String why, boolean unread) {}
