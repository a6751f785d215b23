module example.com/onehandler

go 1.24
