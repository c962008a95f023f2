package org.openspot.scoring.model.result;

import java.io.Serializable;

/**
 * A record with its score.
 *
 * @param key what identifies the record; decides between equal scores
 */
public record Scored<T>(double score, String key, T record) implements Serializable {}
