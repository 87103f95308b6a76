package io.tonework.models;

class GenerationBatcherBoundInBucketsTest extends GenerationBatcherContract {
  GenerationBatcherBoundInBucketsTest() {
    super(TestDecoders.BOUND_IN_BUCKETS);
  }
}
