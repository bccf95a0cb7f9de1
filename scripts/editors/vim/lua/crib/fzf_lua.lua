-- The picker in fzf-lua: crib ranks, fzf shows.
local fzf = require("fzf-lua")

return function(options, query, map)
  -- Each line that fzf has ever been given opens with the number of its place here.
  local places = {}

  local function lines(typed)
    -- Older versions of fzf-lua give what was typed, newer ones a list with it.
    typed = type(typed) == "table" and typed[1] or typed or ""
    local found = vim.fn["crib#pick#places"](options, typed, map)
    return vim.tbl_map(function(place)
      table.insert(places, place)
      return #places .. ":" .. place.text
    end, found)
  end

  local function go(command)
    return function(selected)
      local number = selected[1] and tonumber(selected[1]:match("^%d+"))
      if number then
        vim.fn["crib#pick#go"](places[number], command)
      end
    end
  end

  fzf.fzf_live(lines, {
    prompt = "crib> ",
    query = query,
    exec_empty_query = true,
    fzf_opts = { ["--delimiter"] = ":", ["--with-nth"] = "2..", ["--no-multi"] = "" },
    actions = {
      ["default"] = go("buffer"),
      ["ctrl-x"] = go("sbuffer"),
      ["ctrl-v"] = go("vertical sbuffer"),
      ["ctrl-t"] = go("tab sbuffer"),
    },
  })
end
