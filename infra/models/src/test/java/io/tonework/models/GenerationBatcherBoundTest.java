package io.tonework.models;

class GenerationBatcherBoundTest extends GenerationBatcherContract {
  GenerationBatcherBoundTest() {
    super(TestDecoders.BOUND);
  }
}
