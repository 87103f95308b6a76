package io.tonework.service;

import io.tonework.contracts.identity.InvalidIdException;
import io.tonework.contracts.identity.PhotoId;
import io.tonework.contracts.identity.UserName;
import io.tonework.contracts.identity.WebhookId;
import io.tonework.service.problem.Problem;
import io.tonework.service.problem.ProblemException;
import io.tonework.service.problem.ProblemType;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes the ids in paths and queries, once and at the door: a text that is no id is answered like
 * an id that nobody has, with 404, and goes no further.
 */
@Provider
public final class IdParams implements ParamConverterProvider {
  private record Kind<T>(String what, Function<String, T> make) {}

  private static final Map<Class<?>, Kind<?>> KINDS =
      Map.of(
          PhotoId.class, new Kind<>("photo", PhotoId::new),
          UserName.class, new Kind<>("user", UserName::new),
          WebhookId.class, new Kind<>("webhook", WebhookId::new));

  private record IdConverter<T>(String what, String field, Function<String, T> make)
      implements ParamConverter<T> {
    @Override
    public @Nullable T fromString(@Nullable String text) {
      if (text == null) {
        return null;
      }
      try {
        return make.apply(text);
      } catch (InvalidIdException e) {
        throw unknown(what, field, text);
      }
    }

    @Override
    public String toString(T value) {
      return value.toString();
    }
  }

  @Override
  @SuppressWarnings("unchecked") // the map holds under each class its own kind
  public <T> @Nullable ParamConverter<T> getConverter(
      Class<T> rawType, Type genericType, Annotation[] annotations) {
    Kind<T> kind = (Kind<T>) KINDS.get(rawType);
    return kind == null ? null : new IdConverter<>(kind.what(), nameIn(annotations), kind.make());
  }

  /** What the sender calls the parameter. */
  private static String nameIn(Annotation[] annotations) {
    for (Annotation annotation : annotations) {
      if (annotation instanceof QueryParam query) {
        return query.value();
      }
      if (annotation instanceof PathParam path) {
        return path.value();
      }
    }
    return "id";
  }

  /** The answer to an id that nobody has, whether or not it could be one. */
  public static ProblemException unknown(String what, String field, String id) {
    return new ProblemException(
        Problem.of(ProblemType.NOT_FOUND, "there is no " + what + " " + Problem.excerpt(id))
            .at(field, id));
  }
}
