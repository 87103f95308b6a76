package io.tonework.storage.s3;

import io.tonework.contracts.ObjectId;
import io.tonework.storage.ObjectTooLarge;
import java.io.EOFException;
import java.io.IOException;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Reads a response into one array, up to a limit.
 *
 * <p>A connection that breaks while the body arrives is another attempt of the same call, as one
 * that breaks before it.
 *
 * @param id the object, for messages
 * @param maxBytes longest body that is taken
 */
record WholeObject(ObjectId id, long maxBytes)
    implements ResponseTransformer<GetObjectResponse, byte[]> {
  @Override
  public byte[] transform(GetObjectResponse response, AbortableInputStream body) {
    try {
      Long announced = response.contentLength();
      byte[] bytes = announced == null ? readUnannounced(body) : readAnnounced(body, announced);
      body.close();
      return bytes;
    } catch (ObjectTooLarge e) {
      // draining what nobody wants would cost more than a new connection
      body.abort();
      throw e;
    } catch (IOException e) {
      body.abort();
      throw RetryableException.create(id + " broke off while it was read: " + e.getMessage(), e);
    }
  }

  private byte[] readAnnounced(AbortableInputStream body, long announced) throws IOException {
    if (announced > Math.min(maxBytes, Integer.MAX_VALUE - 16)) {
      throw new ObjectTooLarge(id, maxBytes);
    }
    byte[] bytes = new byte[(int) announced];
    int arrived = body.readNBytes(bytes, 0, bytes.length);
    if (arrived < bytes.length) {
      throw new EOFException(arrived + " of " + bytes.length + " bytes arrived");
    }
    return bytes;
  }

  private byte[] readUnannounced(AbortableInputStream body) throws IOException {
    int limit = (int) Math.min(maxBytes, Integer.MAX_VALUE - 16);
    byte[] bytes = body.readNBytes(limit);
    if (body.read() >= 0) {
      throw new ObjectTooLarge(id, maxBytes);
    }
    return bytes;
  }
}
