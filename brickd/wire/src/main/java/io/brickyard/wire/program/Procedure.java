package io.brickyard.wire.program;

import java.util.function.Function;

import io.brickyard.wire.xdr.XdrReader;

/**
 * A procedure of a program other than file operations, and how to read its messages.
 *
 * @param program program number
 * @param version program version
 * @param number procedure number
 * @param request reads the arguments
 * @param reply reads the results
 * @param <Q> the arguments
 * @param <A> the results
 */
public record Procedure<Q extends Message, A extends Message>(int program, int version, int number,
        Function<XdrReader, Q> request, Function<XdrReader, A> reply) {}
