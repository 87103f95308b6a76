/** The object store over S3. */
@NullMarked
package io.tonework.storage.s3;

import org.jspecify.annotations.NullMarked;
