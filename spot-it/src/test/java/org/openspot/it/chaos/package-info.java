/**
 * What a round of the fault harness does, and how it is judged: drawn from a seed, without touching
 * any process, file or table. What it does them with is {@code org.openspot.it}.
 */
package org.openspot.it.chaos;
