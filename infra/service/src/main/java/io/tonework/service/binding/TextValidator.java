package io.tonework.service.binding;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/** Checks {@link Text}. Thread-safe. */
public final class TextValidator implements ConstraintValidator<Text, CharSequence> {
  @Override
  public boolean isValid(@Nullable CharSequence text, ConstraintValidatorContext context) {
    String fault = text == null ? null : fault(text.toString());
    if (fault == null) {
      return true;
    }
    context.disableDefaultConstraintViolation();
    context.buildConstraintViolationWithTemplate(fault).addConstraintViolation();
    return false;
  }

  private static @Nullable String fault(String text) {
    if (text.isBlank()) {
      return "must not be blank; leave it out instead";
    }
    if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
      return "must be whole characters, not half of a surrogate pair";
    }
    boolean control =
        text.chars()
            .anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t');
    return control ? "must not contain control characters" : null;
  }
}
