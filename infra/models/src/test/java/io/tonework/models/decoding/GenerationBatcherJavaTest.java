package io.tonework.models.decoding;

class GenerationBatcherJavaTest extends GenerationBatcherContract {
  GenerationBatcherJavaTest() {
    super(TestDecoders.JAVA);
  }
}
