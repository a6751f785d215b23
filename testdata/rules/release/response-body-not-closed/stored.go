// does-not-compile: the packages it imports are not here

// Package objects reads objects in part, or writes them to what may fail.
package objects

import (
	"context"
	"io"

	"github.com/aws/aws-sdk-go-v2/service/s3"
)

func head(ctx context.Context, client *s3.Client, in *s3.GetObjectInput) ([]byte, error) {
	out, err := client.GetObject(ctx, in) // want "the object body in `out` is never closed: one connection"
	if err != nil {
		return nil, err
	}
	first := make([]byte, 512)
	n, err := io.ReadFull(out.Body, first)
	return first[:n], err
}

func send(ctx context.Context, client *s3.Client, in *s3.GetObjectInput, to io.Writer) error {
	out, err := client.GetObject(ctx, in) // want "it is read to its end, but where writing fails that costs"
	if err != nil {
		return err
	}
	_, err = io.Copy(to, out.Body)
	return err
}
