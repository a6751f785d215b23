// Command low goes through some files once, and ends.
package main

import (
	"archive/tar"
	"errors"
	"io"
	"log"
	"os"
)

func main() {
	n, err := total(os.Args[1:])
	if err != nil {
		log.Fatal(err)
	}
	log.Print(n)
	if err := unpack(os.Stdin); err != nil {
		log.Fatal(err)
	}
}

func total(paths []string) (int64, error) {
	var sum int64
	for _, path := range paths {
		file, err := os.Open(path)
		if err != nil {
			return 0, err
		}
		defer file.Close() // want "`file` is released when the function returns"
		info, err := file.Stat()
		if err != nil {
			return 0, err
		}
		sum += info.Size()
	}
	return sum, nil
}

func unpack(r io.Reader) error {
	archive := tar.NewReader(r)
	for {
		header, err := archive.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		file, err := os.Create(header.Name)
		if err != nil {
			return err
		}
		defer file.Close() // want "`file` is released when the function returns"
		if _, err := io.Copy(file, archive); err != nil {
			return err
		}
	}
}
