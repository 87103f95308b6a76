package io.tonework.imaging.pure;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tonework.imaging.EncodeOptions;
import io.tonework.imaging.ImageCodec;
import io.tonework.imaging.ImageCodecContract;
import io.tonework.imaging.ImageFormat;
import io.tonework.imaging.ImageLimits;
import io.tonework.imaging.TestImages;
import io.tonework.imaging.UnsupportedImage;
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
