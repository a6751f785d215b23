module example.com/outbound

go 1.24
