package io.tonework.models.bundle;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.tonework.contracts.Sha256;
import io.tonework.models.manifest.Manifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A graph whose digests were checked, to open sessions from. */
public sealed interface GraphSource {
  /** Size with its weights. */
  long sizeBytes();

  /** Opens a session. */
  OrtSession open(OrtEnvironment environment, SessionOptions options) throws OrtException;

  /**
   * A graph with all its weights in one file. It is read and checked again when it is opened, so
   * that a bundle keeps no weights on the heap.
   */
  record OneFile(BundleFiles files, Manifest.FileSpec spec, long sizeBytes) implements GraphSource {
    /** Reads and checks it. */
    public byte[] bytes() {
      byte[] bytes = files.read(spec.file());
      BundleDigests.require(files, spec, Sha256.of(bytes));
      return bytes;
    }

    @Override
    public OrtSession open(OrtEnvironment environment, SessionOptions options) throws OrtException {
      return environment.createSession(bytes(), options);
    }
  }

  /** A graph whose weights lie beside it; ONNX Runtime reads them, they may outgrow the heap. */
  record OnDisk(Path path, long sizeBytes) implements GraphSource {
    @Override
    public OrtSession open(OrtEnvironment environment, SessionOptions options) throws OrtException {
      return environment.createSession(path.toString(), options);
    }
  }

  /** A small graph of ours that belongs to no bundle. */
  @SuppressWarnings("ArrayRecordComponent") // lives until it is opened, never compared
  record InMemory(byte[] bytes) implements GraphSource {
    @Override
    public long sizeBytes() {
      return bytes.length;
    }

    @Override
    public OrtSession open(OrtEnvironment environment, SessionOptions options) throws OrtException {
      return environment.createSession(bytes, options);
    }
  }

  /**
   * The graph of a manifest's entry.
   *
   * @throws BundleException when a file is missing, damaged, or has weights beside it in a jar
   */
  static GraphSource of(BundleFiles files, Manifest.GraphSpec spec) {
    Manifest.FileSpec graph = new Manifest.FileSpec(spec.file(), spec.sha256());
    if (spec.dataFiles().isEmpty()) {
      byte[] bytes = files.read(spec.file());
      BundleDigests.require(files, graph, Sha256.of(bytes));
      return new OneFile(files, graph, bytes.length);
    }
    Optional<Path> path = files.onDisk(spec.file());
    if (path.isEmpty()) {
      throw new BundleException(
          files.toString(), spec.file(), "has weights beside it, so its bundle must be a folder");
    }
    BundleDigests.require(files, graph, files.sha256(spec.file()));
    long size = size(path.get());
    for (Manifest.FileSpec data : spec.dataFiles()) {
      BundleDigests.require(files, data, files.sha256(data.file()));
      size += files.onDisk(data.file()).map(GraphSource::size).orElse(0L);
    }
    return new OnDisk(path.get(), size);
  }

  private static long size(Path path) {
    try {
      return Files.size(path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot tell the size of " + path, e);
    }
  }
}
