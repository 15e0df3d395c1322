package dev.patchbay.model;

/** What a connector can do; each stands for one optional interface of {@code dev.patchbay.spi}. */
public enum Capability {
    /** {@code Source}: records are pulled from the external system, page by page. */
    PULL,
    /** {@code Sink}: records are pushed to the external system, batch by batch. */
    PUSH,
    /** {@code WebhookReceiver}: the external system calls us. */
    RECEIVE,
    /** {@code Invoker}: named operations with arguments and a result. */
    INVOKE
}
