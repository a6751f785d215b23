module example.com/oracle/callees

go 1.24
