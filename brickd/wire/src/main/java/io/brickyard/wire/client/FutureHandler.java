package io.brickyard.wire.client;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.brickyard.wire.xdr.XdrReader;

/** Completes a future with a decoded reply. */
record FutureHandler<A>(CompletableFuture<A> future, Function<XdrReader, A> decoder) implements ReplyHandler {
    @Override
    public void onReply(XdrReader results) {
        future.complete(decoder.apply(results));
    }

    @Override
    public void onFailure(CallFailedException failure) {
        future.completeExceptionally(failure);
    }
}
