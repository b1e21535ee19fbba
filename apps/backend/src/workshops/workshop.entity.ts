import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A tenant. */
@Entity('workshop')
export class WorkshopEntity {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;

  /** 1 to 120 characters. */
  @Column('text')
  name: string;

  /** Where its cameras may be, within CAMERA_NETWORKS; null: all of that. */
  @Column({ name: 'camera_networks', type: 'text', array: true, nullable: true })
  cameraNetworks: string[] | null;

  /** Made by `create-sample-workshop`, for demos. */
  @Column({ name: 'is_sample', type: 'boolean', default: false })
  isSample: boolean;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;
}
