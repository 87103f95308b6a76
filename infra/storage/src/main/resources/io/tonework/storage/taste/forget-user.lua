-- Takes back every verdict of a user that was received until a time, and keeps them from coming back.
-- KEYS as in fold-verdict.lua; ARGV[1] the time in ms
local until_ms = tonumber(ARGV[1])
local before = redis.call('GET', KEYS[3])
if before and tonumber(before) >= until_ms then
  return 0
end
redis.call('SET', KEYS[3], ARGV[1])

-- in text, for a number of Lua has 53 bits
local function negated(number)
  if number == '0' then
    return number
  elseif string.sub(number, 1, 1) == '-' then
    return string.sub(number, 2)
  else
    return '-' .. number
  end
end

-- a field that no verdict is left in goes away, as a rebuild would never have made it
local function take(name, number, companion)
  if redis.call('HINCRBY', KEYS[2], name, negated(number)) == 0 then
    redis.call('HDEL', KEYS[2], name)
    if companion then
      redis.call('HDEL', KEYS[2], companion)
    end
  end
end

local verdicts = redis.call('HGETALL', KEYS[1])
for v = 1, #verdicts, 2 do
  local words = {}
  for word in string.gmatch(verdicts[v + 1], '%S+') do
    words[#words + 1] = word
  end
  if tonumber(words[1]) <= until_ms then
    redis.call('HDEL', KEYS[1], verdicts[v])
    for i = 2, #words, 3 do
      redis.call('HINCRBY', KEYS[2], words[i] .. '#shift', negated(words[i + 2]))
      -- weights are positive: a sum of 0 means that no site is left
      take(words[i] .. '#weight', words[i + 1], words[i] .. '#shift')
    end
    take('#verdicts', '1')
  end
end
return 1
