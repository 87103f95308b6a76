package io.tonework.models.decoding;

class GenerationBatcherBoundTest extends GenerationBatcherContract {
  GenerationBatcherBoundTest() {
    super(TestDecoders.BOUND);
  }
}
