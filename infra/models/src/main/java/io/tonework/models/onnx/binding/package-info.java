/**
 * ONNX Runtime through its C interface, for outputs that stay on the device: functions, sessions,
 * bound tensors.
 */
@NullMarked
package io.tonework.models.onnx.binding;

import org.jspecify.annotations.NullMarked;
