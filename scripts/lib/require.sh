# Sourced by the scripts: plain sentences for what is missing on the machine.

require_jdk() {
  if ! command -v javac >/dev/null 2>&1 && [ ! -x "${JAVA_HOME:-/nonexistent}/bin/javac" ]; then
    echo "A JDK 17 or newer is needed and none was found: install one or set JAVA_HOME." >&2
    exit 3
  fi
  local javac="${JAVA_HOME:+$JAVA_HOME/bin/}javac"
  command -v "$javac" >/dev/null 2>&1 || javac=javac
  local major
  major=$("$javac" -version 2>&1 | sed -E 's/^javac ([0-9]+).*/\1/')
  if [ "${major:-0}" -lt 17 ]; then
    echo "A JDK 17 or newer is needed; $javac is version $major." >&2
    exit 3
  fi
}

require_node() {
  if ! command -v node >/dev/null 2>&1; then
    echo "Node 20 or newer is needed and none was found." >&2
    exit 3
  fi
  local major
  major=$(node -p 'process.versions.node.split(".")[0]')
  if [ "$major" -lt 20 ]; then
    echo "Node 20 or newer is needed; this is version $major." >&2
    exit 3
  fi
}
