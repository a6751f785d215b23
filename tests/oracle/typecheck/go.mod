module example.com/oracle/typecheck

go 1.24
