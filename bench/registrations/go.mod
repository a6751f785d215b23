module example.com/registrations

go 1.22
