package io.costledger.spark.cost;

/**
 * What one piece of work took.
 *
 * @param wallNanos time on the clock
 * @param cpuNanos processor time of the whole process: driver, tasks, compiler and collector
 * @param shuffleBytes what tasks wrote for other tasks, as Spark packs it
 * @param shuffleRows how many rows that were
 * @param resultBytes what tasks sent to the driver
 * @param spilledBytes what did not fit the memory and went to disk
 * @param keptBytes what the result holds on the heap, once the work is done
 * @param peakBytes the most that was on the heap after a collection, less what was there before;
 *     driver and executors share the heap of a local session
 */
record Cost(
    long wallNanos,
    long cpuNanos,
    long shuffleBytes,
    long shuffleRows,
    long resultBytes,
    long spilledBytes,
    long keptBytes,
    long peakBytes) {}
