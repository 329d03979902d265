package io.costledger.core;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.immutables.value.Value;

/**
 * How the immutable values of the library are generated: the implementation is hidden behind the
 * interface, accessors have no prefix, and only the JDK is used.
 */
@Target({ElementType.TYPE, ElementType.PACKAGE})
@Retention(RetentionPolicy.SOURCE)
@Value.Style(
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    overshadowImplementation = true,
    jdkOnly = true,
    from = "copyOf",
    defaults = @Value.Immutable(copy = false))
public @interface ValueStyle {}
