return {KEYS[1], joined(ARGV)}
