package io.tonework.imaging.file;

import java.util.List;

/**
 * A photo of an opt-in format, which a decoder of its own turns into a picture. Its size is known
 * to that decoder alone.
 */
public sealed interface UndevelopedFile extends PhotoFile permits JxlFile, RawFile {
  /** What the file holds and its developed picture does not, by name. */
  List<String> lost();
}
