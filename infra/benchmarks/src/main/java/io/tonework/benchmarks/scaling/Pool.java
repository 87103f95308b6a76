package io.tonework.benchmarks.scaling;

/**
 * A kind of replica and the nodes that it runs on.
 *
 * @param name in tables and pictures
 * @param minReplicas of the autoscaler
 * @param maxReplicas of the autoscaler
 * @param lagThreshold unfinished records per replica
 * @param places records that a replica works on at once
 * @param seconds median time of a record in its place
 * @param spread standard deviation of the logarithm of that time
 * @param slowShare share of records that are slow
 * @param slowSeconds time of those, give or take a half
 * @param podStartSeconds from the node to the first record
 * @param nodeStartSeconds from the wish for a node to the node
 * @param podsPerNode replicas of one node
 * @param nodePricePerHour what one node costs, in dollars
 */
record Pool(
    String name,
    int minReplicas,
    int maxReplicas,
    int lagThreshold,
    int places,
    double seconds,
    double spread,
    double slowShare,
    double slowSeconds,
    int podStartSeconds,
    int nodeStartSeconds,
    int podsPerNode,
    double nodePricePerHour) {}
