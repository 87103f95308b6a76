package io.tonework.models.text;

import io.tonework.imaging.scratch.ScratchFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Makes the tokenizer's library load from its jar and from nowhere else (ADR 0053): left to itself
 * it would fetch another build of itself over the network on a machine with a GPU, and unpack into
 * the home folder, which a container may not have.
 */
final class NativeTokenizers {
  private static final String KIND = "tonework-tokenizers";
  private static final String FLAVOUR = "RUST_FLAVOR";
  private static final String OFFLINE = "ai.djl.offline";
  private static final String FOLDER = "ENGINE_CACHE_DIR";
  private static final String OWN_LIBRARY = "RUST_LIBRARY_PATH";

  private NativeTokenizers() {}

  /** Does its work once, before the first tokenizer. */
  static void prepare() {
    Path _ = Holder.PREPARED;
  }

  private static final class Holder {
    static final Path PREPARED = prepare();

    private static Path prepare() {
      System.setProperty(OFFLINE, "true");
      System.setProperty(FLAVOUR, "cpu");
      if (System.getenv(OWN_LIBRARY) != null || System.getenv(FOLDER) != null) {
        return Path.of("");
      }
      try {
        // a name that others could guess would let them place a library for us
        ScratchFolder folder = ScratchFolder.make(KIND);
        System.setProperty(FOLDER, folder.path().toString());
        Runtime.getRuntime().addShutdownHook(new Thread(folder::delete));
        return folder.path();
      } catch (IOException e) {
        throw new UncheckedIOException(
            "the tokenizer's library cannot be unpacked into java.io.tmpdir", e);
      }
    }
  }
}
