package io.tonework.benchmarks.scaling;

/** A machine that is paid for from the wish for it until it was empty for a while. */
final class Node {
  final double readyAt;
  int pods;
  double emptySince;

  Node(double readyAt) {
    this.readyAt = readyAt;
    this.emptySince = readyAt;
  }
}
