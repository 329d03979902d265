/**
 * Reads bills in the FOCUS layout, versions 1.0 to 1.4. Start with {@link
 * io.costledger.serialization.focus.FocusReader}.
 */
@NullMarked
package io.costledger.serialization.focus;

import org.jspecify.annotations.NullMarked;
