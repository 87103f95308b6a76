/**
 * ONNX Runtime through its Java interface: sessions of a bundle's graphs, tensors, devices,
 * settings.
 */
@NullMarked
package io.tonework.models.onnx;

import org.jspecify.annotations.NullMarked;
