package io.tonework.standalone.files;

import java.nio.file.Path;

/**
 * One photo to retouch.
 *
 * @param input the original
 * @param output where the finished photo goes; its extension may still follow the format
 */
record Job(Path input, Path output) {}
