module example.com/unreplaced

go 1.24
