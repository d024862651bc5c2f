package com.example.host;

/** Stands for an application that uses the library. */
public final class Host {
    private Host() {}
}
