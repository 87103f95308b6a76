package io.tonework.models.decoding;

class GenerationBatcherBoundInBucketsTest extends GenerationBatcherContract {
  GenerationBatcherBoundInBucketsTest() {
    super(TestDecoders.BOUND_IN_BUCKETS);
  }
}
