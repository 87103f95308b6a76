package io.tonework.models;

class GenerationBatcherJavaTest extends GenerationBatcherContract {
  GenerationBatcherJavaTest() {
    super(TestDecoders.JAVA);
  }
}
