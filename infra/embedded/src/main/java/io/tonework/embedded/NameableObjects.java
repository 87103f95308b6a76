package io.tonework.embedded;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * A store of files that knows which keys no file can have: S3 allows keys of 1,024 bytes, a file
 * system 255 for what lies between two slashes. There is no object under such a key, and putting
 * one is the client's error; a store that only tries answers both with 500, which clients repeat.
 */
final class NameableObjects extends ForwardingBlobStore {
  // of a file's 255; while it is written it has a hyphen and a UUID more
  private static final int MAX_NAME_BYTES = 255 - 37;

  NameableObjects(BlobStore files) {
    super(files);
  }

  @Override
  public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
    checkThere(request.bucket(), request.key());
    return super.blobMetadata(request);
  }

  @Override
  public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
    checkThere(request.bucket(), request.key());
    return super.getBlob(request);
  }

  @Override
  public boolean blobExists(String bucket, String key) {
    return isNameable(key) && super.blobExists(bucket, key);
  }

  @Override
  public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
    // to delete what is not there is no error
    return isNameable(request.key())
        ? super.removeBlob(request)
        : DeleteObjectResponse.builder().build();
  }

  @Override
  public PutObjectResponse putBlob(PutObjectRequest request, InputStream content) {
    checkNameable(request.key());
    return super.putBlob(request, content);
  }

  @Override
  public CopyObjectResponse copyBlob(CopyObjectRequest request) {
    checkThere(request.sourceBucket(), request.sourceKey());
    checkNameable(request.destinationKey());
    return super.copyBlob(request);
  }

  @Override
  public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest request) {
    checkNameable(request.key());
    return super.initiateMultipartUpload(request);
  }

  private static void checkThere(String bucket, String key) {
    if (!isNameable(key)) {
      throw S3Exceptions.noSuchKey(bucket, key, "no file has a name that long");
    }
  }

  private static void checkNameable(String key) {
    if (!isNameable(key)) {
      throw S3Exceptions.invalidArgument(
          "this store keeps objects as files: at most %d bytes between two slashes of a key"
              .formatted(MAX_NAME_BYTES));
    }
  }

  private static boolean isNameable(String key) {
    for (String name : key.split("/")) {
      if (name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
        return false;
      }
    }
    return true;
  }
}
