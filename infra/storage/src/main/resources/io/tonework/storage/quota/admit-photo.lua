-- Counts a photo as open, unless its tenant has too many. Atomic; a photo that is open stays as it is.
-- KEYS[1]  open photos of the tenant: zset of photo id by the time it was taken in, in ms
-- KEYS[2]  those of them that are interactive
-- ARGV[1]  photo id; ARGV[2] 1 for interactive; ARGV[3] most open; ARGV[4] most interactive
-- ARGV[5]  now in ms; ARGV[6] for how many ms a photo counts whose end was never heard of
local id, interactive, now = ARGV[1], ARGV[2] == '1', tonumber(ARGV[5])
for _, key in ipairs(KEYS) do
  redis.call('ZREMRANGEBYSCORE', key, '-inf', now - tonumber(ARGV[6]))
end
if redis.call('ZSCORE', KEYS[1], id) then
  if interactive and not redis.call('ZSCORE', KEYS[2], id) then
    return { 'AS_BULK' }
  end
  return { 'AS_ASKED' }
end
if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[3]) then
  return { 'REFUSED' }
end
local answer = 'AS_ASKED'
if interactive and redis.call('ZCARD', KEYS[2]) >= tonumber(ARGV[4]) then
  interactive, answer = false, 'AS_BULK'
end
redis.call('ZADD', KEYS[1], now, id)
if interactive then
  redis.call('ZADD', KEYS[2], now, id)
end
for _, key in ipairs(KEYS) do
  redis.call('PEXPIRE', key, ARGV[6])
end
return { answer }
