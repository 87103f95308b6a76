package io.tonework.imaging.rows;

/** A run of interleaved samples, 8 or 16 bits each. */
sealed interface Strip {
  /** The largest sample. */
  int full();

  /** An empty strip of the same depth. */
  Strip ofSize(int samples);

  /** Copies samples from another strip of the same depth. */
  void copy(Strip from, int fromSample, int toSample, int samples);

  /** Reads samples as numbers, from the first three channels; grey three times. */
  void colours(int fromSample, int pixels, int channels, int[] colours);

  /** Adds the samples times a weight per pixel to sums per sample. */
  void addWeighted(int pixels, int channels, int[] weights, int[] sums);

  /** Writes sums of {@link RegionWeights#ONE} parts, rounded. */
  void setWeighted(int toSample, int samples, int[] sums);

  /** Maps pixels in place. */
  void map(RowRenderer map, int fromSample, int pixels);

  /** 8 bits a sample. */
  @SuppressWarnings("ArrayRecordComponent") // a view of a row, never compared
  record Bytes(byte[] samples) implements Strip {
    @Override
    public int full() {
      return 0xFF;
    }

    @Override
    public Strip ofSize(int count) {
      return new Bytes(new byte[count]);
    }

    @Override
    public void copy(Strip from, int fromSample, int toSample, int count) {
      System.arraycopy(((Bytes) from).samples, fromSample, samples, toSample, count);
    }

    @Override
    public void colours(int fromSample, int pixels, int channels, int[] colours) {
      int green = channels < 3 ? 0 : 1;
      for (int i = 0, at = fromSample; i < pixels; i++, at += channels) {
        colours[i * 3] = samples[at] & 0xFF;
        colours[i * 3 + 1] = samples[at + green] & 0xFF;
        colours[i * 3 + 2] = samples[at + 2 * green] & 0xFF;
      }
    }

    @Override
    public void addWeighted(int pixels, int channels, int[] weights, int[] sums) {
      for (int i = 0, at = 0; i < pixels; i++) {
        int weight = weights[i];
        for (int c = 0; c < channels; c++, at++) {
          sums[at] += (samples[at] & 0xFF) * weight;
        }
      }
    }

    @Override
    public void setWeighted(int toSample, int count, int[] sums) {
      for (int i = 0; i < count; i++) {
        samples[toSample + i] = (byte) ((sums[i] + RegionWeights.ONE / 2) / RegionWeights.ONE);
      }
    }

    @Override
    public void map(RowRenderer map, int fromSample, int pixels) {
      map.map(samples, fromSample, pixels);
    }
  }

  /** 16 bits a sample. */
  @SuppressWarnings("ArrayRecordComponent") // a view of a row, never compared
  record Shorts(short[] samples) implements Strip {
    @Override
    public int full() {
      return 0xFFFF;
    }

    @Override
    public Strip ofSize(int count) {
      return new Shorts(new short[count]);
    }

    @Override
    public void copy(Strip from, int fromSample, int toSample, int count) {
      System.arraycopy(((Shorts) from).samples, fromSample, samples, toSample, count);
    }

    @Override
    public void colours(int fromSample, int pixels, int channels, int[] colours) {
      int green = channels < 3 ? 0 : 1;
      for (int i = 0, at = fromSample; i < pixels; i++, at += channels) {
        colours[i * 3] = samples[at] & 0xFFFF;
        colours[i * 3 + 1] = samples[at + green] & 0xFFFF;
        colours[i * 3 + 2] = samples[at + 2 * green] & 0xFFFF;
      }
    }

    @Override
    public void addWeighted(int pixels, int channels, int[] weights, int[] sums) {
      for (int i = 0, at = 0; i < pixels; i++) {
        int weight = weights[i];
        for (int c = 0; c < channels; c++, at++) {
          sums[at] += (samples[at] & 0xFFFF) * weight;
        }
      }
    }

    @Override
    public void setWeighted(int toSample, int count, int[] sums) {
      for (int i = 0; i < count; i++) {
        samples[toSample + i] = (short) ((sums[i] + RegionWeights.ONE / 2) / RegionWeights.ONE);
      }
    }

    @Override
    public void map(RowRenderer map, int fromSample, int pixels) {
      map.map(samples, fromSample, pixels);
    }
  }
}
