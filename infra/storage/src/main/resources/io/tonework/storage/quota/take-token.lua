-- Takes a token out of a bucket that fills by itself. Answers granted, whole tokens left, and in how many ms
-- there is one again and the bucket is full.
-- KEYS[1]  hash: tokens, at (the time up to which it was filled, in ms)
-- ARGV[1]  tokens a ms; ARGV[2] capacity; ARGV[3] now in ms
local rate, capacity, now = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local known = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens, at = tonumber(known[1] or capacity), tonumber(known[2] or now)
-- the clocks of replicas differ a little: time never runs back, and a limit that shrank holds at once
tokens = math.min(capacity, tokens + math.max(0, now - at) * rate)
at = math.max(at, now)
local granted = '0'
if tokens >= 1 then
  granted, tokens = '1', tokens - 1
end
redis.call('HSET', KEYS[1], 'tokens', string.format('%.6f', tokens), 'at', string.format('%.0f', at))
redis.call('PEXPIRE', KEYS[1], math.ceil(capacity / rate) + 1000)
local function ms(level)
  return string.format('%.0f', math.ceil(math.max(0, level - tokens) / rate))
end
return { granted, string.format('%.0f', math.floor(tokens)), ms(1), ms(capacity) }
