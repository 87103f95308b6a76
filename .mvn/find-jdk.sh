# Sets JAVA_HOME to a JDK 25 or newer when it does not name one already. Sourced by mvnw, tonework and .ci/run.
# Looks where Linux distributions, SDKMAN, jenv, asdf, mise, Homebrew and macOS keep their JDKs.
tonework_jdk_version() {
  # major version from the release file of a JDK home; 0 when there is none or it has no compiler
  if [ -x "$1/bin/javac" ] && [ -r "$1/release" ]; then
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" | head -n 1
  else
    echo 0
  fi
}

tonework_find_jdk() {
  best="" best_version=24
  on_path=""
  if command -v javac >/dev/null 2>&1; then
    on_path=$(dirname "$(dirname "$(readlink -f "$(command -v javac)" 2>/dev/null || command -v javac)")")
  fi
  for home in "${JAVA_HOME:-}" "$on_path" \
    /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* /opt/*jdk* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.asdf/installs/java/* "$HOME"/.local/share/mise/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    [ -n "$home" ] || continue
    version=$(tonework_jdk_version "$home")
    if [ "${version:-0}" -ge 25 ]; then
      # the first that fits wins: JAVA_HOME, then the one on the path, then what lies around
      best=$home best_version=$version
      break
    fi
  done
  if [ -z "$best" ]; then
    echo "Tonework needs a JDK 25 or newer and found none. Install one, for example:" >&2
    echo "  Debian/Ubuntu: apt-get install temurin-25-jdk (adoptium.net)   macOS: brew install openjdk   anywhere: sdk install java 25-tem" >&2
    echo "or set JAVA_HOME to it." >&2
    return 1
  fi
  JAVA_HOME=$best
  export JAVA_HOME
}

tonework_find_jdk
