package dev.patchbay.model;

/** Where a JAR in deploy/ stands. Every state but SERVING and LIBRARY comes with a reason in one sentence. */
public enum DeploymentState {
    /** Its bundle is being started. */
    STARTING,
    /** A connector whose type serves: by the newest version, or by one that instances are pinned to. */
    SERVING,
    /** A connector that a newer version has replaced; it serves again if that is taken away. */
    SUPERSEDED,
    /** A connector of a type and a version that another file has brought already, with other bytes. */
    DUPLICATE,
    /** A sound bundle that cannot run here, or does not get what it needs to serve. */
    INCOMPATIBLE,
    /** The file cannot be used: it is no whole ZIP, no bundle, or may not run here. */
    UNSOUND,
    /** A bundle that brings no type, such as a database driver, and runs. */
    LIBRARY
}
