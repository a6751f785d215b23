// does-not-compile: the package it imports is not here
package unknown

import "example.org/shop/internal/stream"

func events(name string) error {
	writer, err := stream.NewWriter(name)
	defer writer.Close() // want "`writer` is released by this defer before its error is checked"
	if err != nil {
		return err
	}
	return writer.Event("hello")
}

func checked(name string) error {
	writer, err := stream.NewWriter(name)
	if err != nil {
		return err
	}
	defer writer.Close()
	return writer.Event("hello")
}

// The value is there even so: it says what failed.
func told(name string) error {
	writer, err := stream.NewWriter(name)
	defer writer.Close()
	if err != nil {
		writer.Event("failed")
		return err
	}
	return writer.Event("hello")
}

// Nobody gives up here.
func goesOn(name string) error {
	writer, err := stream.NewWriter(name)
	defer writer.Close()
	if err != nil {
		println(err)
	}
	return writer.Event("hello")
}
