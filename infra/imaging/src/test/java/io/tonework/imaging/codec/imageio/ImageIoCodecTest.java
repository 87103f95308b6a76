package io.tonework.imaging.codec.imageio;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tonework.imaging.TestImages;
import io.tonework.imaging.codec.ImageCodec;
import io.tonework.imaging.codec.ImageCodecContract;
import io.tonework.imaging.fault.UnsupportedImage;
import io.tonework.imaging.file.EncodeOptions;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.format.ImageLimits;
import org.junit.jupiter.api.Test;

class ImageIoCodecTest extends ImageCodecContract {
  @Override
  protected ImageCodec codec(ImageLimits limits) {
    return new ImageIoCodec(limits);
  }

  @Test
  void shouldSayWhatToInstallWhenTheFormatNeedsLibvips() {
    ImageCodec codec = codec(ImageLimits.DEFAULT);
    byte[] original = TestImages.quadrants(32, 32);

    assertThatThrownBy(() ->
            codec.render(original, WARM_MAP, EncodeOptions.DEFAULT.withFormat(ImageFormat.AVIF)))
        .isInstanceOf(UnsupportedImage.class)
        .hasMessageContaining("AVIF cannot be written without libvips; install libvips42");
  }
}
