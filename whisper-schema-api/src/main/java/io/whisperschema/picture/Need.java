package io.whisperschema.picture;

/** Whether there must be a value. */
enum Need {
    REQUIRED,
    OPTIONAL
}
