package io.tonework.standalone.demo;

import io.tonework.contracts.Mode;
import io.tonework.contracts.Sliders;
import java.nio.file.Path;

/**
 * A photo to send.
 *
 * @param name for the table and the files of the result, such as {@code 02-portrait}
 * @param extension of the file, without a dot
 * @param file the original
 * @param mode auto or param
 * @param sliders of param mode; none otherwise
 */
record DemoPhoto(String name, String extension, Path file, Mode mode, Sliders sliders) {}
