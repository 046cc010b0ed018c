# Sourced by mvnw and start: points JAVA_HOME at a JDK 25, or says in one line what to install.
# Looks at JAVA_HOME, at the java on the PATH, then where package managers and IDEs put JDKs.

is_jdk25() {
  [ -x "$1/bin/javac" ] && grep -q '^JAVA_VERSION="25[."]' "$1/release" 2>/dev/null
}

find_jdk25() {
  if [ -n "${JAVA_HOME-}" ] && is_jdk25 "$JAVA_HOME"; then
    return 0
  fi
  on_path=$(command -v javac 2>/dev/null) && on_path=$(readlink -f "$on_path" 2>/dev/null) || on_path=
  for candidate in "${on_path%/bin/javac}" "${JAVA_25_HOME-}" "${JDK25_HOME-}" "${JAVA_HOME_25_X64-}" \
    $(find /usr/lib/jvm /usr/java /opt /opt/java "$HOME/.sdkman/candidates/java" "$HOME/.jdks" "$HOME/.local/share/mise/installs/java" \
      -mindepth 1 -maxdepth 1 \( -type d -o -type l \) 2>/dev/null) \
    $(find /Library/Java/JavaVirtualMachines "$HOME/Library/Java/JavaVirtualMachines" -mindepth 3 -maxdepth 3 -name Home 2>/dev/null); do
    if [ -n "$candidate" ] && is_jdk25 "$candidate"; then
      JAVA_HOME=$candidate
      export JAVA_HOME
      return 0
    fi
  done
  echo "没有找到 JDK 25：请安装（例如 Temurin 25，https://adoptium.net），或把 JAVA_HOME 指向它。 / No JDK 25 found: install one (Temurin 25, say) or point JAVA_HOME at it." >&2
  return 1
}

find_jdk25 || exit 1
