local function joined(words)
  return table.concat(words, '|')
end
