module example.com/logged

go 1.23
