module example.com/removes

go 1.24
